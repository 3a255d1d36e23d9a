import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { findPrograms } from './deno-program.ts'

describe('the programs of the sandbox', () => {
  it('came with npm', () => {
    const { deno, pyodide } = findPrograms()
    expect([deno, `${pyodide}pyodide.mjs`].filter((file) => !existsSync(file))).toEqual([])
  })

  it('are missing where there are none, and what to do is said', () => {
    expect(() => findPrograms('sunos-sparc')).toThrow(/Code cells are off.*@deno\/sunos-sparc.*npm ci/)
  })
})
