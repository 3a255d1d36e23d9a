import { appRows } from './expected/app.ts'
import { hashboardRows } from './expected/hashboard.ts'
import { hexRows } from './expected/hex.ts'
import { lightdashRows } from './expected/lightdash.ts'
import { mcpRows } from './expected/mcp.ts'
import { posthogRows } from './expected/posthog.ts'
import { scimRows } from './expected/scim.ts'

/**
 * Who may call each operation, in letters of `expected/who.ts`: a file for each door. Content is in a public space that
 * the administrator made.
 */
export const expected: Readonly<Record<string, string>> = {
  ...appRows,
  ...hashboardRows,
  ...hexRows,
  ...lightdashRows,
  ...mcpRows,
  ...posthogRows,
  ...scimRows,
}
