import { describe, expect, it } from 'vitest'
import { performingFunctions } from './performing-functions.ts'

const found = (files: Record<string, string>): string[] => [...performingFunctions(new Map(Object.entries(files)))].filter((name) => name !== 'perform')

describe('functions that perform', () => {
  it('are found through private helpers and through other files', () => {
    const files = {
      'a.ts': `export async function renameBoth(ctx) {\n  await inOrder(ctx)\n}\nasync function inOrder(ctx) {\n  await perform(rename, ctx, {})\n}\n`,
      'b.ts': `export const renameAll = (ctx) => renameBoth(ctx)\n`,
    }
    expect(found(files)).toEqual(['renameBoth', 'renameAll'])
  })

  it('are not those that share the name of a private helper elsewhere, or only mention one', () => {
    const files = {
      'a.ts': `const load = (ctx) => perform(read, ctx, {})\nexport const shown = (ctx) => load(ctx)\n`,
      'b.ts': `const load = () => 1\nexport const counted = () => load()\nexport const names = [shown]\nexport const others = (store) => store.shown(1)\n`,
    }
    expect(found(files)).toEqual(['shown'])
  })
})
