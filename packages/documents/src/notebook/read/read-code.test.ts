import { describe, expect, it } from 'vitest'
import { readJavaScript } from './read-javascript.ts'
import { readPython } from './read-python.ts'

const readsOf = ({ reads }: { reads: readonly { name: string }[] }): string[] => [...new Set(reads.map(({ name }) => name))].toSorted()
const changesOf = ({ changes }: { changes: readonly { name: string }[] }): string[] => changes.map(({ name }) => name)

describe('Python', () => {
  const code = `import math, json as js, os.path
from collections import defaultdict
threshold = 10
def f(x, y=threshold, *args, z: Kind = x0, **more):
    inner = x + offset
    global counter
    counter = 1
    return [q for q in df if q > inner]
class A(Base):
    v = cfg
    def m(self): return v
for row, (i, j) in orders:
    total = total0 + row
with open(path) as fh: pass
try: pass
except ValueError as e: print(e)
out = {k: w for k, w in d.items()}
match cmd:
    case [a, *rest]: pass
    case Point(x=1) as pt: pass
(w := 5)
lam = lambda u, p=ext: u + p
x.attr = 3
arr[i0] = 2
g = h = 1
n: int = size
sql(f"select * from t where a={param!r}")
call(key=value)
_own = 1
gone = 1
del gone
`
  const module = readPython(code)

  it('defines what is bound at its top level, and nothing that begins with an underscore or is gone at the end', () => {
    expect(module.defines.toSorted()).toEqual(
      'A a arr0 counter defaultdict f fh g h i j js lam math n os out pt rest row threshold total w'
        .split(' ')
        .filter((name) => name !== 'arr0')
        .toSorted(),
    )
    expect(module.imports).toEqual(['math', 'js', 'os', 'defaultdict'])
    expect(module.errorAt).toBeNull()
  })

  it('reads what it does not define, as functions, classes, comprehensions and defaults see it', () => {
    expect(readsOf(module)).toEqual(
      'Base Kind Point ValueError arr call cfg cmd d df ext i0 int offset open orders param path print size sql total0 v value x x0'.split(' ').toSorted(),
    )
    expect(readsOf(readPython('def f(rows=rows): return rows'))).toEqual(['rows'])
    expect(readsOf(readPython('[q for q in q]'))).toEqual([])
  })

  it('tells what of others it changes in place', () => {
    expect(changesOf(module)).toEqual(['x', 'arr'])
    expect(changesOf(readPython('orders["x"] = 1\nsales.total += 1\ncount += 1'))).toEqual(['orders', 'sales', 'count'])
    expect(changesOf(readPython('own = 1\nown += 1\nown[0] = 2'))).toEqual([])
  })

  it('is read while it is half written, with the place where it breaks', () => {
    const broken = readPython('a = orders\nb = = 1\nc = sales')
    expect(readsOf(broken)).toContain('orders')
    expect(broken.errorAt).toBe(15)
  })
})

describe('TypeScript', () => {
  const code = `import { a as b } from 'npm:x'
const total: number = d3.sum(orders, (o: Order) => o.amount * rate)
let label = \`T: \${total} \${currency}\`
function fmt(x) { var inner = x; { let deep = digits } return deep.toFixed(inner) }
const { first, more: [second], ...others } = settings
for (const i of list) { acc[i] = i; var hoisted = 1 }
class K extends Base { m(z) { return z + k } }
export const pair = { total, key: value, short }
try { risky() } catch (problem) { problem }
const _own = _other
interface Row { amount: Money }
type Alias = typeof fmt
later = 1
step++
`
  const module = readJavaScript(code)

  it('defines what is declared at its top level', () => {
    expect(module.defines.toSorted()).toEqual('K b first fmt hoisted label others pair second total'.split(' ').toSorted())
    expect(module.imports).toEqual(['b'])
    expect(module.errorAt).toBeNull()
  })

  it('reads what it does not declare, blocks and functions apart, types left out', () => {
    expect(readsOf(module)).toEqual('Base _other acc currency d3 deep digits k later list orders rate risky settings short step value'.split(' ').toSorted())
  })

  it('tells what of others it changes in place', () => {
    expect(changesOf(module)).toEqual(['acc', 'later', 'step'])
    expect(changesOf(readJavaScript('let own = 1; own = 2; own++; orders[0].total = -sales'))).toEqual(['orders'])
  })

  it('is read also when somebody nests ten thousand parentheses', () => {
    const deep = `x = ${'('.repeat(10_000)}orders`
    expect(readsOf(readJavaScript(deep))).toContain('orders')
    expect(readsOf(readPython(deep))).toContain('orders')
  })
})

describe('an export', () => {
  const exported = (code: string): string[] => readJavaScript(code).exports.map(({ from, to }) => code.slice(from, to + 4))

  it('is known where something is declared at the top level', () => {
    const code = 'export const a = 1\nexport async function f() {}\nexport class K {}\nexport type T = string\nexport enum E { A }\na'
    expect(exported(code)).toEqual(['export con', 'export asy', 'export cla', 'export typ', 'export enu'])
    expect(readJavaScript(code)).toMatchObject({ defines: expect.arrayContaining(['a', 'f', 'K']) as string[], errorAt: null })
  })

  it('is left to the language where it means more', () => {
    for (const code of ['export default 3', 'const a = 1\nexport { a }', 'export * from "x"', '{ export const q = 1 }', '"export const a = 1"']) {
      expect([code, exported(code)]).toEqual([code, []])
    }
  })
})
