import type { Problem } from '@atrium/semantic'

export type ProblemGroup = { code: string; cause: string; problems: Problem[] }

/** Problems with the same code and the same mend have one cause; errors first, then by how many places they are in. */
export function groupProblems(problems: readonly Problem[]): ProblemGroup[] {
  const groups = new Map<string, ProblemGroup>()
  for (const problem of problems) {
    const key = `${problem.severity}:${problem.code}:${problem.hint}`
    const group = groups.get(key) ?? { code: problem.code, cause: problem.hint === '' ? problem.message : problem.hint, problems: [] }
    group.problems.push(problem)
    groups.set(key, group)
  }
  const rank = ({ problems: own }: ProblemGroup): number => (own[0]?.severity === 'error' ? 0 : 1)
  return [...groups.values()].toSorted((a, b) => rank(a) - rank(b) || b.problems.length - a.problems.length)
}
