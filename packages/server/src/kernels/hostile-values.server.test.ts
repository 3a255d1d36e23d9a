import { tableFromArrays, tableToIPC } from '@uwdata/flechette'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CellResult, CellRun, Kernel, KernelLanguage } from './kernel.ts'
import { callsWith, openKernels, somebody } from './testing/open-kernels.ts'

/** Values that one cell makes to harm the server, or another cell that reads them. */
const table = tableToIPC(tableFromArrays({ a: [1, 2] }), { format: 'stream' }) ?? new Uint8Array(0)
let end: () => Promise<void>
const kernels: Partial<Record<KernelLanguage, Kernel>> = {}
beforeAll(async () => {
  const opened = await openKernels({ limits: { timeoutMs: 10_000, memoryMb: 256 } })
  end = opened.end
  kernels.typescript = await opened.kernels.open('typescript', callsWith(table))
  kernels.python = await opened.kernels.open('python', callsWith(table))
  await Promise.all([kernels.typescript, kernels.python].map((kernel) => kernel.run({ code: '', reads: {}, defines: [] }, somebody)))
}, 180_000)
afterAll(() => end())

const run = async (language: KernelLanguage, code: string, reads: CellRun['reads'] = {}): Promise<CellResult> => {
  const result = await kernels[language]?.run({ code, reads, defines: ['got'] }, somebody)
  if (result === undefined) throw new Error('no kernel')
  return result
}

describe('keys that mean something to JavaScript', () => {
  const keys = '{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}, "toString": null, "hasOwnProperty": 1, "$": {"v": 2}}'
  it.each<[KernelLanguage, string]>([
    ['typescript', `const got = JSON.parse(${JSON.stringify(keys)})`],
    ['python', `import json\ngot = json.loads(${JSON.stringify(keys)})`],
  ])('are keys like others, here and in cells that read them (%s)', async (language, code) => {
    const { values } = await run(language, code)
    const got = values['got'] as Record<string, unknown>
    expect(Object.keys(got)).toEqual(['__proto__', 'constructor', 'toString', 'hasOwnProperty', '$'])
    expect(Object.getPrototypeOf(got)).toBe(Object.prototype)
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
    const inTypeScript = await run('typescript', 'const got = [{}.polluted ?? null, Object.keys(made), made.$.v]', { made: { value: values['got'] ?? null } })
    expect(inTypeScript.values['got']).toEqual([null, Object.keys(got), 2])
    const inPython = await run('python', 'got = [sorted(made), made["$"]["v"]]', { made: { value: values['got'] ?? null } })
    expect(inPython.values['got']).toEqual([Object.keys(got).toSorted(), 2])
  })

  it('are names of columns like others', async () => {
    const { tables } = await run('typescript', 'const got = table({ ["__proto__"]: [1, 2], constructor: [3, 4], toString: ["a", "b"] })')
    const made = { made: { table: tables['got'] ?? new Uint8Array(0) } }
    expect((await run('typescript', 'const got = [made.names, made.rowCount, {}.a ?? null]', made)).values['got']).toEqual([
      ['__proto__', 'constructor', 'toString'],
      2,
      null,
    ])
    expect((await run('python', 'got = [made.columns, made["constructor"]]', made)).values['got']).toEqual([
      ['__proto__', 'constructor', 'toString'],
      [3, 4],
    ])
  })
})

describe('values that are not what they seem', () => {
  it.each<[name: string, language: KernelLanguage, code: string, found: RegExp]>([
    ['toJSON is a function like others', 'typescript', 'const got = { toJSON() { return { $: "odd" } } }', /a function at got.toJSON/],
    ['symbols as keys stay behind', 'typescript', 'const got = { [Symbol.toPrimitive]: () => 1, [Symbol("x")]: 2, a: 1 }', /^{"a":1}$/],
    ['symbols as values do not leave', 'typescript', 'const got = { a: Symbol.iterator }', /a symbol at got.a/],
    [
      'moments say another time than they have',
      'typescript',
      'class Late extends Date { getTime() { return { $: "odd" } } }\nconst got = new Late(0)',
      /crashed/,
    ],
    ['lists are mapped to something else', 'typescript', 'class Odd extends Array { map() { return { $: "odd" } } }\nconst got = Odd.of(1)', /crashed/],
    ['lists are proxies', 'typescript', 'const got = new Proxy([1, 2], {})', /^\[1,2\]$/],
    ['objects grow while they are read', 'typescript', 'const got = { get more() { return { get more() { return got.more } } } }', /nested deeper|call stack/],
    ['numbers have no end', 'typescript', 'const got = 2n ** 20000n', /more than 4300 digits/],
    ['numbers have no end', 'python', 'got = {"many": 2 ** 20000}', /more than 4300 digits at many/],
    ['integers are of a class of their own', 'python', 'class Odd(int):\n  def __int__(self): return "x"\ngot = Odd(5)', /non-int/],
    ['dicts have no end', 'python', 'class Odd(dict):\n  def items(self):\n    while True: yield ("a", 1)\ngot = Odd()', /^(time|memory)/],
    ['what writes JSON writes something else', 'python', 'import json\njson.dumps = lambda *_: \'{"$": "odd"}\'\ngot = {"a": 1}', /crashed/],
    [
      'columns are getters that change',
      'typescript',
      'let n = 0\nconst got = table({ get a() { return Array.from({ length: ++n }, () => 1) }, b: [1] })',
      /^\["got"\]$/,
    ],
    [
      'columns are proxies without an end',
      'typescript',
      'const endless = new Proxy([], { get: (list, key) => (key === "length" ? 2 ** 40 : Reflect.get(list, key)) })\nconst got = table({ a: endless })',
      /time|memory|length|crashed/i,
    ],
    ['rows are proxies that throw', 'typescript', 'const got = table([new Proxy({}, { ownKeys() { throw new Error("mine") } })])', /mine/],
  ])('%s (%s)', async (_name, language, code, found) => {
    const { values, tables, withheld, error } = await run(language, code)
    const said = error === null ? (withheld[0]?.reason ?? JSON.stringify(values['got'] ?? Object.keys(tables))) : `${error.code}: ${error.message}`
    expect(said).toMatch(found)
    expect((await run(language, language === 'python' ? 'got = 1' : 'const got = 1')).values['got']).toBe(1)
  })

  it('names that the cell does not define are nobody’s', async () => {
    const forged = `const all = Array.prototype.map
Array.prototype.map = function (...made) { return this[0] === "got" ? [{ name: "got", value: 1 }, { name: "other", value: 2 }] : Reflect.apply(all, this, made) }
const got = 5`
    expect((await run('typescript', forged)).values).toEqual({ got: 1 })
  })
})

describe('what is printed', () => {
  it('goes nowhere but to the cell, by every way that a console has', async () => {
    const code = `console.group("all"); console.assert(false, "no"); console.assert(true, "yes"); console.dirxml({ a: 1 }); console.count(); console.count(); console.countReset()
console.time("t"); console.timeEnd("t"); console.timeLog("none"); console.clear(); console.groupEnd(); console.groupCollapsed(); console.log("end")
const got = 1`
    const { text, values, error } = await run('typescript', code)
    expect(error).toBeNull()
    expect(values['got']).toBe(1)
    expect(text.replace(/t: \d+ ms/, 't: 0 ms')).toBe(
      'all\n  Assertion failed no\n  {"a":1}\n  default: 1\n  default: 2\n  t: 0 ms\n  There is no timer none\n  end\n',
    )
  })

  it('is what Python writes to its outputs, whatever the way', async () => {
    const { text, error } = await run(
      'python',
      'import os, sys\nsys.__stdout__.write("a\\n")\nsys.stderr.write("b\\n")\nos.write(1, b"c\\n")\nos.write(2, b"d\\n")\ngot = 1',
    )
    expect(error).toBeNull()
    expect(text.split('\n').toSorted().join('')).toBe('abcd')
  })
})
