import type { Problem } from '@atrium/semantic'
import { expect, it } from 'vitest'
import { groupProblems } from './group-problems.ts'

const problem = (change: Partial<Problem>): Problem => ({ code: 'a', severity: 'error', file: 'f.yml', line: 1, column: 1, message: 'm', hint: 'h', ...change })

it('puts what one change mends into one group, errors before warnings, many places before few', () => {
  const groups = groupProblems([
    problem({ severity: 'warning', code: 'w', hint: 'later' }),
    problem({ code: 'b', hint: 'once', line: 2 }),
    problem({ line: 3 }),
    problem({ line: 4, message: 'other words' }),
    problem({ code: 'c', hint: '', message: 'no mend known' }),
  ])
  expect(groups.map(({ cause, problems }) => [cause, problems.map(({ line }) => line)])).toEqual([
    ['h', [3, 4]],
    ['once', [2]],
    ['no mend known', [1]],
    ['later', [1]],
  ])
})
