import { inputDefinition } from '@atrium/documents'
import { z } from 'zod'
import type { PublishedApp } from '../../../domain/apps/get-published-app.ts'
import { appWire, toApp } from './apps.ts'

/** An app as its viewers have it. */
export const publishedAppWire = z.object({
  app: appWire,
  versionUuid: z.string(),
  title: z.string(),
  tabs: z.array(z.object({ uuid: z.string(), name: z.string(), order: z.number() })),
  /** On a grid of 36 columns. */
  elements: z.array(
    z.object({
      uuid: z.string(),
      cellId: z.string(),
      x: z.number(),
      y: z.number(),
      w: z.number(),
      h: z.number(),
      /** Absent: on the first tab. */
      tabUuid: z.string().optional(),
      hideTitle: z.boolean().optional(),
      showsSource: z.boolean().optional(),
    }),
  ),
  /** Those that the elements show. What they answered is asked for in a session. */
  cells: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      title: z.string().nullable(),
      input: z.object({ name: z.string(), definition: inputDefinition }).optional(),
      markdown: z.string().optional(),
      source: z.object({ language: z.enum(['sql', 'typescript', 'python']), text: z.string() }).optional(),
    }),
  ),
  isFullWidth: z.boolean(),
  /** The run whose results viewers see first, and since when; null: the app runs when it is opened. */
  results: z.object({ runUuid: z.string(), at: z.string() }).nullable(),
  settings: z.object({ timezone: z.string().optional(), rerunsOnInput: z.boolean(), runsOnOpen: z.boolean() }),
})

export function toPublishedApp({ head, versionId, app }: PublishedApp): z.infer<typeof publishedAppWire> {
  const results = head.publication?.results ?? null
  const { tabs, elements, cells, isFullWidth, settings } = app
  return {
    app: toApp(head),
    versionUuid: versionId,
    title: head.name,
    tabs: [...tabs],
    elements: [...elements],
    cells: [...cells],
    isFullWidth,
    results: results === null ? null : { runUuid: results.runId, at: results.at.toISOString() },
    settings,
  }
}
