import { QueryObserver } from '@tanstack/react-query'
import { expect, it } from 'vitest'
import { makeQueryClient } from './query-client.ts'

it('does not take the first answer, asked for before a change, for what is so after it', async () => {
  const queryClient = makeQueryClient()
  const answers: ((value: string) => void)[] = []
  const list = new QueryObserver(queryClient, { queryKey: ['charts', 'p'], queryFn: () => new Promise<string>((resolve) => answers.push(resolve)) })
  const unsubscribe = list.subscribe(() => {})
  await expect.poll(() => answers.length).toBe(1)

  const refreshed = queryClient.invalidateQueries({ queryKey: ['charts'] })
  await expect.poll(() => answers.length).toBe(2)
  answers[0]?.('before')
  answers[1]?.('after')
  await refreshed
  expect(list.getCurrentResult()).toMatchObject({ data: 'after', status: 'success', fetchStatus: 'idle' })
  unsubscribe()
})
