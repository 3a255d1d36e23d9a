import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import {
  cancelAppRun,
  openPublishQuery,
  publishPreviewQuery,
  startPublishApp,
  type Publishing,
  type RunWithCells,
  type ToPublish,
} from '../../../api/app-runs.ts'
import { forcePublishApp } from '../../../api/apps.ts'

export type CheckedPublish = {
  /** The run before it; undefined until there is one. */
  run: RunWithCells | undefined
  isRunning: boolean
  /** It was under way before: somebody else began it, or this page was loaded anew meanwhile. */
  isPickedUp: boolean
  /** Something is on its way to the server. */
  isBusy: boolean
  start: () => Promise<void>
  /** Publishes without waiting for the run, which goes on. */
  force: () => Promise<void>
  /** Ends the run: nothing is published then. */
  stop: () => Promise<void>
}

type Given = {
  appUuid: string
  /** As it was when this was opened. */
  publishes: ToPublish
  /** What is published; null when that cannot be said, and then nothing is. */
  prepare: () => Promise<Publishing | null>
  onPublished: () => Promise<void>
  onFailed: (error: unknown) => Promise<void>
}

/** Publishes a notebook after a run of it, or without. Takes up the publish that is under way, whoever began it. */
export function useCheckedPublish({ appUuid, publishes, prepare, onPublished, onFailed }: Given): CheckedPublish {
  const [startedUuid, setStartedUuid] = useState<string | null>(null)
  const open = useQuery(openPublishQuery(appUuid, publishes)).data
  const previewUuid = startedUuid ?? open?.uuid ?? null
  const [isBusy, setIsBusy] = useState(false)
  const run = useQuery({ ...publishPreviewQuery(appUuid, previewUuid ?? ''), enabled: previewUuid !== null, gcTime: 0 }).data
  const isRunning = previewUuid !== null && (run === undefined || run.endedAt === null)
  const isPublished = run?.state === 'completed'
  const published = useEffectEvent(() => void onPublished())
  useEffect(() => {
    if (isPublished) published()
  }, [isPublished])

  const attempt = async (action: () => Promise<void>): Promise<void> => {
    setIsBusy(true)
    try {
      await action()
    } catch (error) {
      await onFailed(error)
    } finally {
      setIsBusy(false)
    }
  }
  return {
    run,
    isRunning,
    isPickedUp: isRunning && startedUuid === null,
    isBusy,
    start: () =>
      attempt(async () => {
        const given = await prepare()
        if (given !== null) setStartedUuid(await startPublishApp(appUuid, given))
      }),
    force: () =>
      attempt(async () => {
        const given = await prepare()
        if (given === null) return
        await forcePublishApp(appUuid, given)
        await onPublished()
      }),
    stop: () =>
      attempt(async () => {
        if (previewUuid !== null) await cancelAppRun(appUuid, previewUuid)
      }),
  }
}
