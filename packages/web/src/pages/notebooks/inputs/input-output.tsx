import { defaultSourceOf, defaultValue, tellNote, type InputDefinition, type InputValue } from '@atrium/documents'
import { useQuery } from '@tanstack/react-query'
import { useContext } from 'react'
import { useTranslation } from 'react-i18next'
import { sendInputFile, type Outcome } from '../../../api/app-sessions.ts'
import { cellViewQuery } from '../../../api/cell-views.ts'
import { HeldInputs } from '../../../app-session/held-inputs.ts'
import type { SessionStore } from '../../../app-session/session-store.ts'
import { useSessionPart } from '../../../app-session/use-app-session.ts'
import { useLanguage } from '../../../i18n/language.ts'
import { FollowDefault } from './follow-default.tsx'
import { InputControl } from './input-control.tsx'

type Props = {
  cellId: string
  name: string
  label: string
  input: InputDefinition
  store: SessionStore
  /** Whether what becomes stale by a value is run at once. */
  reruns: boolean
}

/** An input of a session: the control that gives its value, with what a result offers. */
export function InputOutput({ cellId, name, label, input, store, reruns }: Props) {
  const { t } = useTranslation()
  const { uuid } = store.state()
  const { locale } = useLanguage()
  const value = useSessionPart(store, ({ inputs }) => inputs[name], undefined)
  const follows = useSessionPart(store, ({ following }) => following.has(name), false)
  const isOver = useSessionPart(store, ({ ended }) => ended !== null, false)
  const isHeld = useContext(HeldInputs) && input.type !== 'file'
  const isOfResult = (input.type === 'dropdown' || input.type === 'multi_select') && 'of' in input.options
  const outcome = useSessionPart(store, ({ outcomes }) => outcomes.get(cellId), undefined)
  const view = useQuery({
    ...cellViewQuery({ sessionUuid: uuid, cellId, answer: `${outcome?.fingerprint ?? ''} ${outcome?.startedAt ?? ''}`, locale }),
    // What was offered to somebody else is not asked for.
    enabled: isOfResult && outcome?.state === 'done' && outcome.isWithheld !== true,
  })
  const foundBy = ({ defaultBy, notes }: Outcome): string => {
    const from = defaultBy === 'attribute' || defaultBy === 'result' ? [t(`appSession.input.from_${defaultBy}`)] : []
    return [...from, ...notes.map((note) => tellNote(note, locale))].join(' · ')
  }
  const give = (given: InputValue): void => store.setInputs({ [name]: given }, { run: reruns || input.type === 'run_button' })
  const send = async (file: File): Promise<InputValue> => {
    const { value: known } = await sendInputFile(uuid, name, file)
    give(known)
    return known
  }
  const mayFollow = !isOver && !isHeld && !follows && value !== undefined && store.hasOwnDefaults && defaultSourceOf(input) !== undefined
  return (
    <>
      <InputControl
        label={label}
        input={input}
        hint={follows && outcome?.defaultBy !== undefined ? foundBy(outcome) : null}
        // One that was just written has its default before the session knows of it.
        value={value === undefined ? defaultValue(input) : value}
        offered={view.data?.kind === 'input' ? view.data.options : null}
        disabled={isOver || isHeld}
        onChange={give}
        onFile={send}
      />
      {mayFollow && <FollowDefault onFollow={() => store.setInputs({}, { run: reruns, reset: [name] })} />}
    </>
  )
}
