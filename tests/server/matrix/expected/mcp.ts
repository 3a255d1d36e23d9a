import { everybody, signedIn } from './who.ts'

/** Rows of the door for agents: what tools do they do as the operations behind them. */
export const mcpRows: Readonly<Record<string, string>> = {
  PostMcp: signedIn,
  GetMcp: everybody,
  DeleteMcp: everybody,
}
