import { describe, expect, it } from 'vitest'
import { createLog, type Log } from './log.ts'

const logged = (write: (log: Log) => void, isTTY = false): string => {
  let text = ''
  write(createLog({ level: 'info', target: { isTTY, write: (line) => void (text += line) } }))
  return text
}

describe('the log', () => {
  it('writes one JSON line per event, fields beside the message', () => {
    const line = logged((log) => log.child({ requestId: 'r' }).warn({ rows: 7 }, 'many'))
    expect(JSON.parse(line)).toMatchObject({ level: 'warn', requestId: 'r', rows: 7, msg: 'many' })
    expect(line.split('\n')).toHaveLength(2)
  })

  it('leaves out what is below its level', () => {
    expect(logged((log) => log.debug('quiet'))).toBe('')
  })

  it('never shows secrets', () => {
    const line = logged((log) =>
      log.info({ password: 'hush1', user: { token: 'hush2' }, request: { headers: { authorization: 'hush3', cookie: 'hush4' } } }, 'in'),
    )
    expect(line).not.toContain('hush')
  })

  it('cuts long lines and stays JSON', () => {
    const line = logged((log) => log.info({ sql: 'x'.repeat(100_000) }, 'query'))
    expect(line.length).toBeLessThan(9000)
    expect(JSON.parse(line)).toMatchObject({ level: 'info', msg: 'query' })
    expect(line).toContain('100000 characters')
  })

  it('tells errors with their cause and stack', () => {
    const line = logged((log) => log.error({ error: new Error('outer', { cause: new Error('inner') }) }, 'failed'))
    expect(line).toContain('outer')
    expect(line).toContain('inner')
  })

  it('cannot be made to move the cursor of a terminal or fake a line', () => {
    const line = logged((log) => log.info({ name: '\u001B[2J' }, 'a\nb'), true)
    // oxlint-disable-next-line no-control-regex -- control characters are what this is about
    expect(line).not.toMatch(/[\u0000-\u0009\u000B-\u001F]/)
    expect(line.trimEnd().split('\n')).toHaveLength(1)
  })
})
