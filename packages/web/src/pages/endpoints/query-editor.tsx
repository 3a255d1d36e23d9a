import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EndpointDraft } from '../../api/endpoint-drafts.ts'
import type { Endpoint, VariableWish } from '../../api/endpoints.ts'
import { Code } from '../../components/code.tsx'
import { DraftFrame } from './draft-frame.tsx'
import { VariableFields } from './variable-fields.tsx'
import { givenValue, wishesFor } from './variable-wishes.ts'

type Props = { projectUuid: string; endpoint: Endpoint; draft: EndpointDraft | null }

/** SQL of the next version: kept as a draft, and published after a look at what callers would notice. */
export function QueryEditor({ projectUuid, endpoint, draft }: Props) {
  const { t } = useTranslation()
  const shown = draft?.query ?? endpoint.versions[0]?.query
  const [text, setText] = useState(shown?.text ?? '')
  const [said, setSaid] = useState<Readonly<Record<string, VariableWish>>>({})
  const wishes = wishesFor(text, said, shown?.variables)
  const isChanged = text !== shown?.text || Object.keys(said).length > 0
  const variables = wishes.map(({ name, type, value }) => ({ name, type, ...(value === '' ? {} : { value: givenValue(type, value) }) }))
  return (
    <DraftFrame {...{ projectUuid, endpoint, draft, isChanged }} query={{ kind: 'sql', sql: text, variables }}>
      <Code label={t('endpoints.sql')} value={text} onChange={setText} minHeight={160} lineNumbers language="sql" />
      <VariableFields wishes={wishes} onChange={(wish) => setSaid({ ...said, [wish.name]: wish })} />
    </DraftFrame>
  )
}
