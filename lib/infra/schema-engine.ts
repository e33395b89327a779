import "server-only";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import { processWide } from "../shared/process-wide";

type EngineModule = typeof import("@prisma/schema-engine-wasm/schema_engine_bg") & {
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
};

/** Loaded once: the module keeps views of the one memory it was given. */
const loadEngine = () =>
  processWide("schema-engine", async () => {
    const engine = (await import("@prisma/schema-engine-wasm/schema_engine_bg")) as EngineModule;
    const bytes = readFileSync(join(process.cwd(), "node_modules/@prisma/schema-engine-wasm/schema_engine_bg.wasm"));
    const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": engine as never });
    engine.__wbg_set_wasm(instance.exports);
    (instance.exports.__wbindgen_start as () => void)();
    return engine;
  });

/**
 * Prisma's own schema engine in its WebAssembly form: the native one is a download that closed networks refuse.
 * @param schema at least a datasource block, which says the kind of database
 */
export async function schemaEngine(factory: SqlMigrationAwareDriverAdapterFactory, schema: string) {
  const { SchemaEngine } = await loadEngine();
  const bound = bindMigrationAwareSqlAdapterFactory(factory);
  return SchemaEngine.new({ datamodels: [["schema.prisma", schema]] }, () => undefined, bound);
}
