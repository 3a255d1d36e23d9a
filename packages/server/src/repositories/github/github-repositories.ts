import { z } from 'zod'
import { understood } from '../../platform/net/ask-service.ts'
import type { GithubApi } from './github-api.ts'

export type GithubRepository = { ownerLogin: string; name: string; fullName: string; defaultBranch: string }

const repository = z.object({ name: z.string(), full_name: z.string(), default_branch: z.string(), owner: z.object({ login: z.string() }) })
const ofInstallation = z.object({ repositories: z.array(repository) })

/** Small enough that a page stays below what one answer may have. */
const perPage = 50
const mostPages = 40

/** The repositories that an installation, or the owner of a token, may use, by name. Two thousand at most. */
export async function listGithubRepositories(api: GithubApi, isApp: boolean): Promise<GithubRepository[]> {
  const found: GithubRepository[] = []
  for (let page = 1; page <= mostPages; page++) {
    const answer = await api.call('GET', `/${isApp ? 'installation/repositories' : 'user/repos'}?per_page=${perPage}&page=${page}`)
    const list = isApp ? understood(ofInstallation, answer, 'GitHub').repositories : understood(z.array(repository), answer, 'GitHub')
    found.push(...list.map((one) => ({ ownerLogin: one.owner.login, name: one.name, fullName: one.full_name, defaultBranch: one.default_branch })))
    if (list.length < perPage) break
  }
  return found.toSorted((a, b) => a.fullName.localeCompare(b.fullName, 'en'))
}
