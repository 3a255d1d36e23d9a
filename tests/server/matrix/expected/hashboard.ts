import { signedIn } from './who.ts'

/** Rows of the format of Hashboard. What is in a project nobody else's token sees: it is null for them. */
export const hashboardRows: Readonly<Record<string, string>> = {
  QueryGraphql: signedIn,
  QueryGraphqlOfBefore: signedIn,
  QueryGraphqlByAddress: signedIn,
}
