import { z } from 'zod'
import type { ProjectRepository } from '../../../domain/integrations/repository/types.ts'

const commit = z.object({ hash: z.string(), subject: z.string(), author: z.string(), at: z.string() })
const text = z.string().max(2000)
const settings = {
  provider: z.enum(['git', 'github']),
  remote: text,
  branch: z.string().max(300),
  folder: z.string().max(1000),
  readsModels: z.boolean(),
  username: z.string().max(300).nullable(),
  knownHosts: z.string().max(20_000).nullable(),
}

export const repositoryWire = z.object({
  ...settings,
  hasSecret: z.boolean(),
  lastCommit: commit.nullable(),
  pulledAt: z.string().nullable(),
  failure: z.string().nullable(),
})

export const repositoryRequest = z.object({
  ...settings,
  /** Left out: stays for the same address. Null: goes. */ secret: z.string().min(1).max(20_000).nullish(),
})

/** The repository of a project, as its page shows it. */
export const toRepository = ({ settings: kept, pulledAt, ...rest }: ProjectRepository): z.infer<typeof repositoryWire> => ({
  ...kept,
  ...rest,
  pulledAt: pulledAt?.toISOString() ?? null,
})

export const committedWire = z.object({ branch: z.string(), commit: z.string().nullable(), url: z.string().nullable(), title: z.string() })
