import type { Terminal } from './terminal/terminal.ts'

export type OptionSpec = {
  type: 'boolean' | 'string'
  short?: string
  /** Stands for the value in help: `<file>`. */
  value?: string
  multiple?: true
  about: string
}

export type Options = Readonly<Record<string, OptionSpec>>

/** What was typed. */
export type Call = {
  /** What stands behind the words of the command, without options. */
  args: readonly string[]
  flag(name: string): boolean
  text(name: string): string | undefined
  texts(name: string): readonly string[]
  terminal: Terminal
}

/** One command of `atrium`, with all that help, completion and the parser need of it. */
export type Command = {
  /** How it is called: `['project', 'use']`. */
  words: readonly string[]
  /** One line for lists. */
  about: string
  /** Arguments as help shows them: `<project>`, `[folder]`. */
  args?: string
  /** Fewest and most arguments. */
  takes: readonly [least: number, most: number]
  options?: Options
  /** Complete command lines, the commonest first. */
  examples: readonly string[]
  /** Does it and answers the exit code. */
  run(call: Call): Promise<number>
}
