import type { GitCommit } from '../../../repositories/git/bare-clone.ts'

/** Where the models of a project are kept in version control. */
export type RepositorySettings = {
  /** `github`: through the organization's app or token, with pull requests. `git`: any repository that git can speak to. */
  provider: 'git' | 'github'
  /** The address; of GitHub `owner/name`. */
  remote: string
  branch: string
  /** The folder of the models inside of it; empty: all of it. */
  folder: string
  /** Whether the project's models are those of the branch; else it is only where changes are proposed. */
  readsModels: boolean
  /** Whom to sign in as over https. */
  username: string | null
  /** Over ssh: the lines by which the host is known. */
  knownHosts: string | null
}

/** What a project has of it: settings without the secret, and what was last read there. */
export type ProjectRepository = {
  settings: RepositorySettings
  hasSecret: boolean
  lastCommit: GitCommit | null
  pulledAt: Date | null
  failure: string | null
}

/** What its secret is for. */
export const repositorySecret = 'sign in to the repository'
