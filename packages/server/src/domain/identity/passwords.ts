import { hash, verify } from '@node-rs/argon2'
import { AppError } from '../../platform/errors.ts'
import { newSecret } from '../../platform/ids.ts'
import { passwordLimit } from './password-rules.ts'

/** Slow hashing (argon2id, 19 MiB each) in a small queue, so that a flood of sign-ins cannot take the server with it. */
export type Passwords = {
  hash(password: string): Promise<string>
  /** Takes the same time without a stored hash (an unknown person), and answers false. */
  verify(password: string, stored: string | null): Promise<boolean>
}

/** The slow functions themselves. */
export type Argon = { hash(text: string): Promise<string>; verify(stored: string, text: string): Promise<boolean> }

/** At most `parallel` at work and `waiting` in line; beyond that `limit_exceeded`. */
export function createPasswords(options: { parallel: number; waiting: number } = { parallel: 2, waiting: 40 }, argon: Argon = { hash, verify }): Passwords {
  let working = 0
  const line: (() => void)[] = []

  const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
    if (working >= options.parallel) {
      if (line.length >= options.waiting)
        throw new AppError('limit_exceeded', 'Too many people are signing in at the moment. Try again in a few seconds.', { retryAfterSeconds: 5 })
      await new Promise<void>((resolve) => line.push(resolve))
    } else {
      working++
    }
    try {
      return await work()
    } finally {
      const next = line.shift()
      // The place is handed on, so nobody can slip in between.
      if (next === undefined) working--
      else next()
    }
  }

  let dummy: Promise<string> | null = null
  // The same letters typed on another system must be the same password.
  const letters = (password: string): string => password.normalize('NFKC')
  return {
    hash: (password) => inTurn(() => argon.hash(letters(password))),
    async verify(password, stored) {
      if (password.length > passwordLimit) return false
      dummy ??= argon.hash(newSecret())
      const against = stored ?? (await dummy)
      const right = await inTurn(() => argon.verify(against, letters(password)))
      return right && stored !== null
    },
  }
}
