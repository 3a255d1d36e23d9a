import { expect, it } from 'vitest'
import { toSpace } from './project-sharing.ts'

const [here, there, elsewhere] = ['5f0e1a52-0d55-4f2c-9a8e-0c1d7f0f8a01', '5f0e1a52-0d55-4f2c-9a8e-0c1d7f0f8a02', '5f0e1a52-0d55-4f2c-9a8e-0c1d7f0f8a03']
type Share = [id: string, access: 'NONE' | 'APP_ONLY' | 'CAN_EDIT']

it.each<[string, Share[], string | null, string[][]]>([
  ['nothing', [], null, []],
  ['the space that it is in', [[here, 'APP_ONLY']], here, []],
  ['another one', [[there.toUpperCase(), 'APP_ONLY']], there, []],
  [
    'another one, and no longer this one',
    [
      [here, 'NONE'],
      [there, 'APP_ONLY'],
    ],
    there,
    [],
  ],
  ['this one no longer', [[here, 'NONE']], null, [[here]]],
  ['not with one that it is not in', [[there, 'NONE']], null, []],
  [
    'two at once',
    [
      [there, 'APP_ONLY'],
      [elsewhere, 'APP_ONLY'],
      [here, 'NONE'],
    ],
    null,
    [[there, elsewhere], [here]],
  ],
  [
    'one of them with rights of its own',
    [
      [there, 'APP_ONLY'],
      [elsewhere, 'CAN_EDIT'],
    ],
    there,
    [[elsewhere]],
  ],
])('a notebook that is to be shared with %s', (_, shares, spaceId, refused) => {
  const found = toSpace(
    shares.map(([id, access]) => ({ access, collection: { id } })),
    here,
  )
  expect([found.spaceId, found.errors.map(({ collectionIds }) => collectionIds)]).toEqual([spaceId, refused])
})
