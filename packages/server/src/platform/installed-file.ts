import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * A file or folder that the product brings along: `beside` the bundle, or `inSource` from the repository's root when
 * the server runs from its source (tests).
 */
export function installedFile(beside: string, inSource: string): string {
  const built = fileURLToPath(new URL(beside, import.meta.url))
  if (existsSync(built)) return built
  const source = fileURLToPath(new URL(`../../../../${inSource}`, import.meta.url))
  return existsSync(source) ? source : built
}
