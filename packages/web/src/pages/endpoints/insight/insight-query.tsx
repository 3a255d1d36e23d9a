import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EndpointDraft } from '../../../api/endpoint-drafts.ts'
import type { Endpoint } from '../../../api/endpoints.ts'
import { Code } from '../../../components/code.tsx'
import { DraftFrame } from '../draft-frame.tsx'
import { InsightEditor } from './insight-editor.tsx'
import { InsightSummary } from './insight-summary.tsx'
import { readWords, type InsightWords } from './insight-words.ts'

/** A question about events for those who do not change it: in words, and as JSON. */
export function InsightQuery({ text }: { text: string }) {
  const { t } = useTranslation()
  const read = readWords(text)
  return (
    <>
      {'words' in read && <InsightSummary words={read.words} />}
      <Code label={t('endpoints.insight.question')} value={text} minHeight={160} lineNumbers language="yaml" />
    </>
  )
}

type Props = { projectUuid: string; endpoint: Endpoint; draft: EndpointDraft | null }

/** A question about events of the next version: kept as a draft, and published after a look at what callers would notice. */
export function InsightDraft({ projectUuid, endpoint, draft }: Props) {
  const saved = (draft?.query ?? endpoint.versions[0]?.query)?.text ?? ''
  const [words, setWords] = useState<InsightWords>(() => {
    const read = readWords(saved)
    return 'words' in read ? read.words : { kind: '' }
  })
  const [isReadable, setIsReadable] = useState(true)
  const isChanged = JSON.stringify(words, null, 2) !== saved
  return (
    <DraftFrame {...{ projectUuid, endpoint, draft, isChanged }} query={isReadable ? { kind: 'insight', words } : null}>
      <InsightSummary words={words} />
      <InsightEditor {...{ projectUuid, words }} onChange={setWords} onReadable={setIsReadable} />
    </DraftFrame>
  )
}
