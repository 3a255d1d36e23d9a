import { PostgreSQL, sql } from '@codemirror/lang-sql'
import type { Extension } from '@codemirror/state'
import { yamlLanguage } from './yaml-language.ts'

/** Languages that are shown with colours. */
export type CodeLanguage = 'sql' | 'yaml' | 'python' | 'typescript'

const loaded = new Map<CodeLanguage, Extension>([
  ['sql', sql({ dialect: PostgreSQL })],
  ['yaml', yamlLanguage],
])

/** What an editor needs for a language; undefined: it has to be loaded first. */
export const loadedLanguage = (language: CodeLanguage): Extension | undefined => loaded.get(language)

/** Loads a language that few pages need. */
export async function loadLanguage(language: CodeLanguage): Promise<Extension> {
  const extension =
    language === 'python' ? (await import('@codemirror/lang-python')).python() : (await import('@codemirror/lang-javascript')).javascript({ typescript: true })
  loaded.set(language, extension)
  return extension
}
