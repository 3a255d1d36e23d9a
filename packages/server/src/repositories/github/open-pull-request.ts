import { z } from 'zod'
import { understood } from '../../platform/net/ask-service.ts'
import { AppError } from '../../platform/errors.ts'
import type { GithubApi } from './github-api.ts'

/** Which branch of which repository: `owner/name`. */
export type GithubBranch = { repository: string; branch: string }
export type GithubFile = { path: string; text: string }

const reference = z.object({ object: z.object({ sha: z.string() }) })
const commit = z.object({ tree: z.object({ sha: z.string() }) })
const content = z.object({ type: z.literal('file'), encoding: z.literal('base64'), content: z.string() })
const made = z.object({ sha: z.string() })
const pull = z.object({ html_url: z.url({ protocol: /^https?$/ }), title: z.string() })

/** The commit that a branch is at. Throws `not_found` when there is no such branch, or this credential may not see it. */
export async function headOf(api: GithubApi, { repository, branch }: GithubBranch): Promise<string> {
  const found = await api.find(`/repos/${repository}/git/ref/heads/${encoded(branch)}`)
  if (found !== null) return understood(reference, found, 'GitHub').object.sha
  throw new AppError(
    'not_found',
    `There is no branch ${branch} in ${repository} at GitHub, or the app or token may not see it. Check both in the project's settings, page Git.`,
    {
      reason: 'github_branch',
    },
  )
}

/** A text file at a commit; null where there is none. */
export async function fileAt(api: GithubApi, repository: string, path: string, sha: string): Promise<string | null> {
  const found = await api.find(`/repos/${repository}/contents/${encoded(path)}?ref=${sha}`)
  if (found === null) return null
  const read = content.safeParse(found)
  if (!read.success)
    throw new AppError('invalid', `${path} is no plain file in ${repository}, or larger than GitHub hands out. It cannot be edited here.`, { reason: 'git' })
  return Buffer.from(read.data.content, 'base64').toString('utf8')
}

export type NewPullRequest = GithubBranch & {
  /** The commit that the change begins from. */
  from: string
  newBranch: string
  files: readonly GithubFile[]
  message: string
  title: string
  body: string
}

/**
 * Commits files to a new branch and asks for its merge. The branch is made once the commit is there, and taken away again
 * when nobody can be asked: either all of it is at GitHub, or nothing that anybody sees.
 */
export async function openPullRequest(api: GithubApi, wish: NewPullRequest): Promise<{ url: string; title: string }> {
  const { repository, branch, from, newBranch, files, message, title, body } = wish
  const base = `/repos/${repository}`
  const { tree } = understood(commit, await api.call('GET', `${base}/git/commits/${from}`), 'GitHub')
  const entries = files.map(({ path, text }) => ({ path, mode: '100644', type: 'blob', content: text }))
  const newTree = understood(made, await api.call('POST', `${base}/git/trees`, { base_tree: tree.sha, tree: entries }), 'GitHub')
  const newCommit = understood(made, await api.call('POST', `${base}/git/commits`, { message, tree: newTree.sha, parents: [from] }), 'GitHub')
  await api.call('POST', `${base}/git/refs`, { ref: `refs/heads/${newBranch}`, sha: newCommit.sha })
  try {
    const opened = understood(pull, await api.call('POST', `${base}/pulls`, { title, body, head: newBranch, base: branch }), 'GitHub')
    return { url: opened.html_url, title: opened.title }
  } catch (error) {
    await api.call('DELETE', `${base}/git/refs/heads/${encoded(newBranch)}`).catch(() => undefined)
    throw error
  }
}

const encoded = (path: string): string => path.split('/').map(encodeURIComponent).join('/')
