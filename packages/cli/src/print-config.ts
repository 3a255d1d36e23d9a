import { describeConfig } from '@atrium/server'
import { say } from './say.ts'

/** Prints every setting with its effective value (secrets masked) and source; answers the exit code. */
export function printConfig(): number {
  const lines = describeConfig()
  const width = Math.max(...lines.map((line) => line.name.length))
  for (const { name, value, source, about } of lines) {
    say(`${name.padEnd(width)}  ${value === '' ? '–' : value}  (${source})  ${about}`)
  }
  return 0
}
