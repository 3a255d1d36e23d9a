import { inputDefinition, type ViewerApp } from '@atrium/documents'
import { z } from 'zod'
import type { PublishedApp } from '../../../domain/apps/get-published-app.ts'
import { appWire, toApp } from './apps.ts'

/** What an app shows, and where. */
export const viewerAppWire = z.object({
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
  settings: z.object({ timezone: z.string().optional(), rerunsOnInput: z.boolean(), runsOnOpen: z.boolean() }),
})

/** An app as its viewers have it. */
export const publishedAppWire = viewerAppWire.extend({
  app: appWire,
  versionUuid: z.string(),
  /** The run whose results viewers see first, and since when; null: the app runs when it is opened. */
  results: z.object({ runUuid: z.string(), at: z.string() }).nullable(),
})

export function toPublishedApp({ head, versionId, app }: PublishedApp): z.infer<typeof publishedAppWire> {
  const results = head.publication?.results ?? null
  return {
    app: toApp(head),
    versionUuid: versionId,
    ...toViewerApp(head.name, app),
    results: results === null ? null : { runUuid: results.runId, at: results.at.toISOString() },
  }
}

export function toViewerApp(title: string, { tabs, elements, cells, isFullWidth, settings }: ViewerApp): z.infer<typeof viewerAppWire> {
  return { title, tabs: [...tabs], elements: [...elements], cells: [...cells], isFullWidth, settings }
}
