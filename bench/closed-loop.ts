import { connect } from "node:net";

const END_OF_CHUNKS = "\r\n0\r\n\r\n";

/** Whether `text` is a whole answer. Requests are not pipelined, so it ends where the last one does. */
function isWhole(text: string): boolean {
  const head = text.indexOf("\r\n\r\n");
  if (head < 0) return false;
  const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, head))?.[1];
  return length === undefined ? text.endsWith(END_OF_CHUNKS) : text.length >= head + 4 + Number(length);
}

/** Sends one request again and again until `endAt`. @returns how many answers came; each must be a 200 */
function oneConnection(url: URL, request: string, endAt: number): Promise<number> {
  return new Promise((resolve, reject) => {
    let answers = 0;
    let text = "";
    const socket = connect(Number(url.port), "127.0.0.1", () => socket.write(request));
    socket.setNoDelay(true);
    socket.setEncoding("latin1"); // a character a byte
    socket.on("data", (chunk) => {
      text += chunk;
      if (!isWhole(text)) return;
      if (!text.startsWith("HTTP/1.1 200")) return socket.destroy(new Error(`${url} answered ${text.slice(0, 40)}`));
      text = "";
      answers++;
      if (performance.now() < endAt) socket.write(request);
      else socket.end();
    });
    socket.on("error", reject);
    socket.on("close", () => resolve(answers));
  });
}

/**
 * Closed loop: a fixed number of connections, each as fast as it is answered. Speaks HTTP by hand: on two cores a client
 * that costs as much as the server would be measured with it.
 * @param line a header that each request carries; empty: none
 */
export async function closedLoop(url: string, line: string, seconds: number, connections = 16) {
  const target = new URL(url);
  const lines = [`GET ${target.pathname} HTTP/1.1`, `Host: ${target.host}`, "Connection: keep-alive"];
  if (line) lines.push(line);
  const request = [...lines, "", ""].join("\r\n");
  const start = performance.now();
  const each = Array.from({ length: connections }, () => oneConnection(target, request, start + seconds * 1000));
  const answers = (await Promise.all(each)).reduce((sum, count) => sum + count, 0);
  return { answers, perSecond: (answers * 1000) / (performance.now() - start) };
}
