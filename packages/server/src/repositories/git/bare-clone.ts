import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { keptFree, requireDisk } from '../../platform/require-disk.ts'
import { withRemote, type GitCredentials, type ReachedRemote, type RemoteRules } from './reach-remote.ts'
import type { RemoteAddress } from './remote-address.ts'
import { GitError, runGit } from './run-git.ts'

export type GitCommit = { hash: string; subject: string; author: string; at: string }
/** A file of a commit. */
export type GitFile = { path: string; bytes: number; blob: string }
export type GitChange = { path: string; /** Null: the file goes. */ text: string | null }
export type Author = { name: string; email: string }

export type Remote = { address: RemoteAddress; credentials: GitCredentials; rules: RemoteRules }

/** What somebody commits, on top of which commit, to which branch. */
export type NewCommit = { from: string; branch: string; isNewBranch: boolean; message: string; author: Author; at: Date; changes: readonly GitChange[] }

/** A bare clone in our data folder: the last commit of one branch, its files as git keeps them, and nothing checked out. */
export type BareClone = {
  /**
   * Takes the last commit of a branch over. Throws `invalid` also for one that is too large, `not_found` for a branch that is not
   * there, `unavailable` also for a disk that is full.
   */
  fetch(remote: Remote, branch: string): Promise<GitCommit>
  /** Plain files below a folder; links, submodules and what else a tree can hold are left out. Paths are relative to it. */
  files(commit: string, folder: string): Promise<GitFile[]>
  /** Texts of files, in the order asked for. Throws `invalid` when they are too large together. */
  read(files: readonly GitFile[]): Promise<Buffer[]>
  /** Commits and pushes; `conflict` when the branch has moved on, or is there already. */
  push(remote: Remote, commit: NewCommit): Promise<GitCommit>
}

export type CloneLimits = {
  /** Of a pack that comes: the last commit of a branch, compressed. */
  packBytes: number
  /** Of all packs that came: with more the clone is begun anew. */
  cloneBytes: number
  /** Of a list of files, and of the files that are read at once. */
  listBytes: number
  textBytes: number
  /** What stays free of the disk. */
  freeBytes: number
}

const mebibyte = 1024 * 1024
const usualLimits: CloneLimits = {
  packBytes: 1024 * mebibyte,
  cloneBytes: 2048 * mebibyte,
  listBytes: 64 * mebibyte,
  textBytes: 512 * mebibyte,
  freeBytes: keptFree,
}
/** What git says of each file before its text. */
const headBytes = 100

const plainFile = /^100(?:644|755) blob ([\da-f]{40,64}) +(\d+)\t(.+)$/s
const isCommit = (text: string): boolean => /^[\da-f]{40,64}$/.test(text)

/** Opens a clone, made when it is not there. One at a time works on a folder; that is for the caller to see to. */
export async function openBareClone(folder: string, signal: AbortSignal, limits: CloneLimits = usualLimits): Promise<BareClone> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const git = (args: readonly string[], more: Partial<Parameters<typeof runGit>[0]> = {}): Promise<Buffer> => runGit({ folder, args, signal, ...more })
  const init = (): Promise<Buffer> => git(['init', '--quiet', '--bare', '--template=', '--', folder])
  if (!(await isThere(path.join(folder, 'HEAD')))) await init()

  /** Each fetch brings a pack, and nothing sweeps them: one commit is all that is wanted, and comes again. */
  const beginAnew = async (): Promise<void> => {
    if ((await packedBytes(folder)) <= limits.cloneBytes) return
    await rm(folder, { recursive: true, force: true })
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await init()
  }

  const speak = <T>({ address, credentials, rules }: Remote, work: (reached: ReachedRemote) => Promise<T>): Promise<T> =>
    withRemote(address, credentials, rules, work).catch((error: unknown) => {
      throw error instanceof GitError ? translated(error, credentials) : error
    })

  const describe = async (hash: string): Promise<GitCommit> => {
    const [found = '', subject = '', author = '', at = ''] = (await git(['show', '--no-patch', '--format=%H%x00%s%x00%an%x00%cI', hash, '--']))
      .toString('utf8')
      .trim()
      .split('\0')
    return { hash: found, subject: subject.slice(0, 300), author: author.slice(0, 200), at }
  }

  const writeTree = async ({ from, changes }: NewCommit): Promise<string> => {
    const index = { GIT_INDEX_FILE: path.join(folder, `index-${newId()}`) }
    try {
      await git(['read-tree', from], { environment: index })
      for (const { path: file, text } of changes) {
        const blob = text === null ? null : (await git(['hash-object', '-w', '--stdin'], { input: text })).toString('utf8').trim()
        const line = blob === null ? `0 ${'0'.repeat(from.length)}\t${file}\0` : `100644 ${blob}\t${file}\0`
        await git(['update-index', '-z', '--index-info'], { environment: index, input: line })
      }
      return (await git(['write-tree'], { environment: index })).toString('utf8').trim()
    } finally {
      await rm(index.GIT_INDEX_FILE, { force: true })
    }
  }

  return {
    async fetch(remote, branch) {
      await beginAnew()
      await requireDisk(folder, limits.freeBytes)
      const refs = `+refs/heads/${branch}:refs/heads/${branch}`
      try {
        await speak(remote, ({ url, ...how }) =>
          git(['fetch', '--quiet', '--depth=1', '--no-tags', '--no-write-fetch-head', '--no-recurse-submodules', '--', url, refs], {
            ...how,
            mostWritten: limits.packBytes,
          }),
        )
      } finally {
        await removePartialPacks(folder)
      }
      return describe((await git(['rev-parse', '--verify', '--end-of-options', `refs/heads/${branch}^{commit}`])).toString('utf8').trim())
    },
    async files(commit, below) {
      const tree = await git(['ls-tree', '-r', '-z', '--long', '--full-tree', requireCommit(commit), '--', ...(below === '' ? [] : [`${below}/`])], {
        mostPrinted: limits.listBytes,
      })
      return tree
        .toString('utf8')
        .split('\0')
        .flatMap((line) => {
          const [, blob, bytes, full] = plainFile.exec(line) ?? []
          if (blob === undefined || full === undefined) return []
          return [{ path: below === '' ? full : full.slice(below.length + 1), bytes: Number(bytes), blob }]
        })
    },
    async read(files) {
      if (files.length === 0) return []
      const bytes = files.reduce((sum, file) => sum + file.bytes + headBytes, 0)
      if (bytes > limits.textBytes) {
        throw new AppError(
          'invalid',
          `These files of the repository are ${Math.ceil(bytes / mebibyte)} MiB together; ${Math.floor(limits.textBytes / mebibyte)} MiB are read at once. Name the folder that holds the models.`,
          { reason: 'git_too_large' },
        )
      }
      const output = await git(['cat-file', '--batch'], { mostPrinted: bytes, input: files.map(({ blob }) => `${blob}\n`).join('') })
      return textsOf(output, files)
    },
    async push(remote, commit) {
      const { from, branch, isNewBranch, message, author, at } = commit
      requireCommit(from)
      const environment = {
        GIT_AUTHOR_NAME: author.name,
        GIT_AUTHOR_EMAIL: author.email,
        GIT_AUTHOR_DATE: at.toISOString(),
        GIT_COMMITTER_NAME: author.name,
        GIT_COMMITTER_EMAIL: author.email,
        GIT_COMMITTER_DATE: at.toISOString(),
      }
      const tree = await writeTree(commit)
      const hash = (await git(['commit-tree', '-p', from, '-F', '-', tree], { environment, input: message })).toString('utf8').trim()
      // A new branch must not be there, whoever made it a moment ago; one that is there only moves forward.
      const lease = isNewBranch ? [`--force-with-lease=refs/heads/${branch}:`] : []
      await speak(remote, ({ url, ...how }) => git(['push', '--quiet', '--no-verify', ...lease, '--', url, `${hash}:refs/heads/${branch}`], how))
      return describe(hash)
    },
  }
}

function requireCommit(text: string): string {
  if (isCommit(text)) return text
  throw new AppError('invalid', 'This is no commit. Reload the page and try again.', { reason: 'git' })
}

const packsOf = (folder: string): string => path.join(folder, 'objects', 'pack')

async function packedBytes(folder: string): Promise<number> {
  const names = await readdir(packsOf(folder)).catch(() => [])
  const sizes = await Promise.all(names.map(async (name) => (await stat(path.join(packsOf(folder), name)).catch(() => null))?.size ?? 0))
  return sizes.reduce((sum, size) => sum + size, 0)
}

/** What a fetch leaves that did not come to its end. */
async function removePartialPacks(folder: string): Promise<void> {
  const names = await readdir(packsOf(folder)).catch(() => [])
  for (const name of names.filter((each) => each.startsWith('tmp_'))) await rm(path.join(packsOf(folder), name), { force: true })
}

const isThere = (place: string): Promise<boolean> =>
  stat(place).then(
    () => true,
    () => false,
  )

/** `<blob> blob <size>\n<bytes>\n` for each that was asked for. */
function textsOf(output: Buffer, files: readonly GitFile[]): Buffer[] {
  let at = 0
  return files.map(({ bytes }) => {
    const begin = output.indexOf('\n', at) + 1
    at = begin + bytes + 1
    return output.subarray(begin, begin + bytes)
  })
}

const causes: readonly { sign: RegExp; code: 'invalid' | 'not_found' | 'conflict' | 'unavailable'; message: string }[] = [
  {
    sign: /couldn't find remote ref/i,
    code: 'not_found',
    message: "There is no such branch in the repository. Check its name in the project's settings, page Git.",
  },
  {
    sign: /stale info|non-fast-forward|fetch first|\(already exists\)|cannot lock ref/i,
    code: 'conflict',
    message: 'The branch has changed meanwhile, or is there already. Nothing was pushed. Pull, or choose another branch, and try again.',
  },
  {
    sign: /authentication failed|could not read username|invalid credentials|error: 40[13]|permission denied/i,
    code: 'invalid',
    message: "The repository does not accept these credentials, or does not let them do this. Enter others in the project's settings, page Git.",
  },
  {
    sign: /host key verification failed|no .* host key is known/i,
    code: 'invalid',
    message: "The host does not have the key that it is known by. Compare the line in the project's settings, page Git.",
  },
  {
    sign: /dubious ownership/i,
    code: 'invalid',
    message: 'The folder of the repository belongs to another user of this server than Atrium runs as. Change its owner.',
  },
  {
    sign: /not found|does not exist|does not appear to be a git repository|unable to redirect|redirect/i,
    code: 'not_found',
    message: "There is no repository at this address. Check it in the project's settings, page Git: it often ends with .git, and must not lead on elsewhere.",
  },
  {
    sign: /pre-receive hook declined|protected branch|remote rejected/i,
    code: 'invalid',
    message: 'The repository does not take this: the branch is protected, or a rule there refuses it. Choose another branch.',
  },
  {
    sign: /could not resolve|failed to connect|timed out|connection refused|could not read from remote|unable to access|ssh: /i,
    code: 'unavailable',
    message: "The repository does not answer. Try again in a minute, and check its address in the project's settings, page Git.",
  },
]

/** What git said in words that say what to do; nothing that was entered to sign in is in them. */
function translated(error: GitError, { secret }: GitCredentials): AppError {
  const { code, message } = causes.find(({ sign }) => sign.test(error.output)) ?? { code: 'invalid' as const, message: 'git could not do this.' }
  const words = error.output.split('\n').at(-1) ?? ''
  const shown = secret === null || secret === '' ? words : words.replaceAll(secret, '•••')
  return new AppError(code, code === 'invalid' && message.startsWith('git could') ? `${message} It says: ${shown.slice(0, 300)}` : message, { reason: 'git' })
}
