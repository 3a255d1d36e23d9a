import type { VariableType } from '@atrium/documents'

const words: Record<VariableType, string> = { string: 'String', number: 'Number', boolean: 'Boolean', list: 'List', date: 'Date' }
const types: Readonly<Record<string, VariableType>> = {
  string: 'string',
  number: 'number',
  integer: 'number',
  float: 'number',
  boolean: 'boolean',
  list: 'list',
  array: 'list',
  date: 'date',
}

/** The format's word for a type. */
export const typeWord = (type: VariableType): string => words[type]

/** The type that a client means: some write small letters, or words of JSON Schema. `undefined`: none that there is. */
export const typeOfWord = (word: string): VariableType | undefined => types[word.toLowerCase()]
