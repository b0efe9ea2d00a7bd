// static/worker/version.js is made by the server and is not on disk (ARCHITECTURE 9.26).
declare module '*/version.js' {
  export const version: string;
  export const files: Record<string, string>;
  export const page_headers: Record<string, string>;
}
