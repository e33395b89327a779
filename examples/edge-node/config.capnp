# The worker in workerd, the runtime of Cloudflare Workers. No Node.js API: neither `process` nor `Buffer`.
using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "edge-node", worker = .worker),
    (name = "internet", network = (allow = ["public", "private", "local"], tlsOptions = (trustBrowserCas = true))),
  ],
  sockets = [(name = "http", address = "127.0.0.1:8787", http = (), service = "edge-node")],
);

const worker :Workerd.Worker = (
  compatibilityDate = "2024-01-01",
  modules = [(name = "worker.js", esModule = embed "dist/worker.js")],
  bindings = [
    (name = "HUFU_URL", fromEnvironment = "HUFU_URL"),
    (name = "FEED_TOKEN", fromEnvironment = "FEED_TOKEN"),
  ],
  globalOutbound = "internet",
);
