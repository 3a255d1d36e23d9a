import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'

it('the example of the README runs as it stands', async () => {
  const readme = readFileSync(path.join(import.meta.dirname, '../README.md'), 'utf8')
  const code = /```js\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
  const file = path.join(import.meta.dirname, `readme-example-${process.pid}.mjs`)
  writeFileSync(file, code)
  try {
    const { sql } = (await import(file)) as { sql: string }
    expect(sql).toContain('SUM("orders".amount) AS "orders_revenue"')
  } finally {
    rmSync(file)
  }
})
