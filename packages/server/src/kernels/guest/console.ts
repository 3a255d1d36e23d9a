type Console = Record<string, (...values: unknown[]) => void>

/**
 * A `console` that writes to `print` and nowhere else: that of Deno has ways to the output of the process, which is for frames alone.
 * `shown` words a value.
 */
export function cellConsole(print: (line: string) => void, shown: (value: unknown) => string): Console {
  const counts = new Map<string, number>()
  const timers = new Map<string, number>()
  let indent = ''
  const line = (...values: unknown[]): void => print(`${indent}${values.map(shown).join(' ')}\n`)
  const group = (...values: unknown[]): void => {
    if (values.length > 0) line(...values)
    // Whoever forgets to end groups still sees what is said.
    if (indent.length < 40) indent += '  '
  }
  const count = (label: unknown = 'default'): void => {
    const name = String(label)
    const seen = (counts.get(name) ?? 0) + 1
    counts.set(name, seen)
    line(`${name}: ${seen}`)
  }
  const timeLog = (label: unknown = 'default', ...values: unknown[]): void => {
    const began = timers.get(String(label))
    line(began === undefined ? `There is no timer ${String(label)}` : `${String(label)}: ${Date.now() - began} ms`, ...values)
  }
  return {
    ...Object.fromEntries(['log', 'info', 'warn', 'error', 'debug', 'trace', 'table', 'dir', 'dirxml'].map((name) => [name, line])),
    assert: (holds, ...values) => (holds ? undefined : line('Assertion failed', ...values)),
    group,
    groupCollapsed: group,
    groupEnd: () => void (indent = indent.slice(2)),
    count,
    countReset: (label = 'default') => void counts.delete(String(label)),
    time: (label = 'default') => void timers.set(String(label), Date.now()),
    timeLog,
    timeEnd(label = 'default') {
      timeLog(label)
      timers.delete(String(label))
    },
    clear: () => undefined,
  }
}
