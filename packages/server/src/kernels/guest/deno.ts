/** The part of Deno that the sandbox uses; the types of the whole would be as large as this room. */
type DenoWorker = {
  postMessage(message: unknown, transfer?: ArrayBuffer[]): void
  terminate(): void
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void
  addEventListener(type: 'error', listener: (event: { message: string; preventDefault(): void }) => void): void
}
type Permissions = 'none' | { read: string[] }
type Globals = {
  Deno: {
    stdin: { read(into: Uint8Array): Promise<number | null>; readSync(into: Uint8Array): number | null }
    stdout: { writeSync(bytes: Uint8Array): number }
    readFileSync(path: string): Uint8Array<ArrayBuffer>
    permissions: { revokeSync(permission: { name: 'read'; path?: string }): { state: string } }
    exit(code: number): never
  }
  WebAssembly: { Memory: { prototype: { buffer: ArrayBuffer; grow(pages: number): number } } }
  Worker: new (url: string, options: { type: 'module'; deno: { permissions: Permissions } }) => DenoWorker
  /** In a worker only. */
  postMessage(message: unknown, transfer?: ArrayBuffer[]): void
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void
}

export const sandbox = globalThis as unknown as Globals
export type { DenoWorker, Permissions }
