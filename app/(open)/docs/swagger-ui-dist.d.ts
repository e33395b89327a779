declare module "swagger-ui-dist/swagger-ui-es-bundle.js" {
  export type TriedRequest = { url: string; headers: Record<string, string>; credentials?: RequestCredentials };
  type Options = {
    url: string;
    domNode: HTMLElement;
    deepLinking: boolean;
    docExpansion: "list" | "full" | "none";
    defaultModelsExpandDepth: number;
    tryItOutEnabled: boolean;
    validatorUrl: null;
    requestInterceptor: (request: TriedRequest) => TriedRequest;
  };
  const SwaggerUI: (options: Options) => unknown;
  export default SwaggerUI;
}
