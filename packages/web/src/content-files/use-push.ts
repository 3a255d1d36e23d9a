import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { pushContentFiles, type PushOutcome, type PushRequest } from '../api/content-files.ts'

type Files = PushRequest['files']

export type Push = {
  /** What would change, as it was last asked for; null before. */
  plan: PushOutcome | null
  failure: unknown
  isBusy: boolean
  /** Asks what pushing these files would change. */
  check(files: Files, deletes: boolean): Promise<void>
  /** Does what the plan says, and nothing else; answers whether it was done. */
  apply(files: Files, deletes: boolean): Promise<boolean>
  forget(): void
}

/** Pushing files of content, after a look at what that changes. */
export function usePush(projectUuid: string): Push {
  const queryClient = useQueryClient()
  const [plan, setPlan] = useState<PushOutcome | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const [isBusy, setBusy] = useState(false)
  const send = async (body: PushRequest): Promise<PushOutcome | null> => {
    setBusy(true)
    setFailure(null)
    try {
      const outcome = await pushContentFiles(projectUuid, body)
      setPlan(outcome)
      return outcome
    } catch (error) {
      setFailure(error)
      return null
    } finally {
      setBusy(false)
    }
  }
  return {
    plan,
    failure,
    isBusy,
    async check(files, deletes) {
      await send({ files, deletes, dryRun: true })
    },
    async apply(files, deletes) {
      if (plan === null) return false
      const outcome = await send({ files, deletes, dryRun: false, expectedVersion: plan.version })
      // Any chart, dashboard or space may be another one now.
      if (outcome?.applied === true) await queryClient.invalidateQueries()
      return outcome?.applied === true
    },
    forget() {
      setPlan(null)
      setFailure(null)
    },
  }
}
