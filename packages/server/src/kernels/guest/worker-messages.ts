/** What a worker says to the main thread of its sandbox, which passes `json` and `parts` on unread. */
export type WorkerMessage = { json: string; parts: ArrayBuffer[]; last?: true }

export type WorkerOpen = { open: { memoryMb: number; pythonFolder: string | null; snapshot: Uint8Array | null } }
export type WorkerTask = { json: string; parts: ArrayBuffer[] }

/** What is inside of `json`; tables are numbers of `parts`. The server reads it as the word of a stranger (`said.ts`). */
export type Said =
  | { is: 'ready' }
  | { is: 'snapshot' }
  | { is: 'crashed'; message: string }
  | { is: 'text'; text: string; cut?: boolean }
  | { is: 'display'; text: string }
  | { is: 'display'; value: unknown }
  | { is: 'display'; table: number }
  | { is: 'call'; call: number; what: 'sql' | 'input'; text: string }
  | { is: 'done'; defined: Defined[]; error: SaidError | null }

export type Defined = { name: string } & ({ value: unknown } | { table: number } | { withheld: string })
export type SaidError = { code: 'syntax' | 'failed' | 'unknown_name' | 'undefined_name' | 'not_shareable' | 'memory'; message: string; line: number | null }
