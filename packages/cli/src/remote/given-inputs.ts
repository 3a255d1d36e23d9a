import { usageError } from '../cli-error.ts'
import type { Call, Options } from '../command.ts'

/** The option of every command that gives values to inputs. */
export const inputOption = {
  input: { type: 'string', short: 'i', value: '<name=value>', multiple: true, about: 'a value for an input, as JSON or text; may be repeated' },
} as const satisfies Options

/** Values by name of the input: what is JSON is taken as that, all else as text. */
export function inputsOf(call: Call): Record<string, unknown> {
  return Object.fromEntries(
    call.texts('input').map((given) => {
      const cut = given.indexOf('=')
      if (cut < 1) throw usageError(`"${given}" is no value for an input.`, 'Write it like --input region=north.')
      return [given.slice(0, cut), valueOf(given.slice(cut + 1))]
    }),
  )
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
