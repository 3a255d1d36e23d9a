import { expect, it } from 'vitest'
import type { Channel } from './channel.ts'
import { warmUp } from './warm-up.ts'

type Run = (channel: Channel, round: number) => void

/** What the server is told of cells that run like this, and how many ran. */
async function warmedBy(run: Run, isWanted: (rounds: number) => boolean): Promise<{ told: unknown[]; rounds: number }> {
  const told: unknown[] = []
  let rounds = 0
  await warmUp(
    async (_task, channel) => run(channel, ++rounds),
    { say: (said) => void told.push(said) },
    () => isWanted(rounds),
  )
  return { told, rounds }
}

it('runs cells until somebody has one, and says nothing of them', async () => {
  const done: Run = (channel) => {
    channel.say({ is: 'text', text: 'warm' })
    channel.say({ is: 'done', defined: [], error: null }, [], true)
  }
  expect(await warmedBy(done, (rounds) => rounds === 3)).toEqual({ told: [], rounds: 3 })
})

it('says that the interpreter broke, and runs nothing more in it', async () => {
  const crashed = { is: 'crashed', message: 'Python ended: unreachable' } as const
  const breaks: Run = (channel, round) => (round === 2 ? channel.say(crashed, [], true) : undefined)
  expect(await warmedBy(breaks, () => false)).toEqual({ told: [crashed], rounds: 2 })
})
