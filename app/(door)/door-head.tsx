import { pageReader } from "../_http/preferences";
import { Mark } from "../_ui/mark";

/** The picture over a form of the door, whose house it is, and what can be done here. */
export async function DoorHead({ title, isParting = false }: { title: string; isParting?: boolean }) {
  const { product } = (await pageReader()).words.common;
  return (
    <header className="grid justify-items-center gap-1 text-center">
      <a
        href="/"
        className="grid justify-items-center gap-2 rounded-field px-4 font-semibold text-muted hover:text-ink"
      >
        <Mark className="size-24" isApart isParting={isParting} />
        {product}
      </a>
      <h1 className="text-2xl font-bold tracking-tight">{title}</h1>
    </header>
  );
}
