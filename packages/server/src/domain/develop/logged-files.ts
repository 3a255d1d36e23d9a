import type { SourceFile } from '@atrium/semantic'
import { versionOf } from './model-file.ts'

/** Letters of all files up to which the change log keeps their texts. */
const mostLetters = 2_000_000

/** Model files as the change log keeps them: with their texts, or when these are large by their versions alone. */
export function loggedFiles(files: readonly SourceFile[]): { path: string; version: string; text?: string }[] {
  const isSmall = files.reduce((sum, { text }) => sum + text.length, 0) <= mostLetters
  return files.map(({ path, text }) => ({ path, version: versionOf(text), ...(isSmall ? { text } : {}) }))
}
