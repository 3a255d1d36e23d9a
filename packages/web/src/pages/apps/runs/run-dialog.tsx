import { defaultSourceOf } from '@atrium/documents'
import { Fieldset, Modal, Select, Skeleton, Switch, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Fragment, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { startAppRun, tellsSomebody, type AppRun, type GivenNotice } from '../../../api/app-runs.ts'
import type { InputValues } from '../../../api/app-sessions.ts'
import { appViewsQuery } from '../../../api/app-views.ts'
import { publishedAppQuery, type App } from '../../../api/apps.ts'
import { DialogForm } from '../../../components/dialog-form.tsx'
import { QueryBoundary } from '../../../components/query-boundary.tsx'
import { FollowDefault } from '../../notebooks/inputs/follow-default.tsx'
import { InputControl } from '../../notebooks/inputs/input-control.tsx'
import { defaultsOf, inputsOfApp, isSameValue, type AppInput } from '../app-inputs.ts'
import { NoticeFields } from '../schedules/notice-fields.tsx'

type Props = { app: App; onStarted: (run: AppRun) => void; onClose: () => void }

/** Runs an app with other inputs than it begins with, or with a saved view, and tells people of it. */
export function RunDialog({ app, onStarted, onClose }: Props) {
  const { t } = useTranslation()
  const published = useQuery(publishedAppQuery(app.uuid))
  const views = useQuery(appViewsQuery(app.uuid)).data ?? []
  const fields = useMemo(() => inputsOfApp(published.data?.cells ?? []), [published.data])
  const [viewUuid, setViewUuid] = useState<string | null>(null)
  const [given, setGiven] = useState<InputValues>({})
  const [usesCachedSql, setUsesCachedSql] = useState(true)
  const [updates, setUpdates] = useState(false)
  const [notices, setNotices] = useState<readonly GivenNotice[]>([])
  const defaults = useMemo(() => defaultsOf(fields), [fields])
  // What is given counts, be it what the author wrote for when nothing is found elsewhere.
  const isGiven = ({ name, definition }: AppInput): boolean =>
    Object.hasOwn(given, name) && (defaultSourceOf(definition) !== undefined || !isSameValue(given[name], defaults[name]))
  const inputs = Object.fromEntries(fields.filter(isGiven).map(({ name }) => [name, given[name] ?? null]))
  const isPlain = viewUuid === null && Object.keys(inputs).length === 0
  const start = async (): Promise<void> => {
    const notifications = notices.filter(tellsSomebody)
    const values = viewUuid === null ? { inputs } : { viewUuid }
    onStarted(await startAppRun(app.uuid, { ...values, usesCachedSql, updatesPublished: updates && isPlain, notifications }))
  }
  return (
    <Modal opened onClose={onClose} size="lg" title={t('appRuns.runWith')}>
      <DialogForm submit={t('appRuns.run')} onSubmit={start} failed={t('appRuns.startFailed')} onClose={onClose}>
        {views.length > 0 && (
          <Select
            label={t('appRuns.view')}
            data={views.map(({ uuid, name }) => ({ value: uuid, label: name }))}
            value={viewUuid}
            placeholder={t('appRuns.noView')}
            clearable
            onChange={setViewUuid}
          />
        )}
        {viewUuid === null && (
          <QueryBoundary query={published} failed={t('apps.failed')} skeleton={<Skeleton height={60} />}>
            {() => (
              <GivenInputs
                fields={fields}
                values={{ ...defaults, ...given }}
                given={given}
                onChange={(name, value) => setGiven({ ...given, [name]: value })}
                onFollow={(name) => setGiven(Object.fromEntries(Object.entries(given).filter(([one]) => one !== name)))}
              />
            )}
          </QueryBoundary>
        )}
        {app.abilities.includes('app.update') && (
          <Switch
            label={t('appSchedules.updates')}
            {...(isPlain ? {} : { description: t('appRuns.updatesNot') })}
            disabled={!isPlain}
            checked={updates && isPlain}
            onChange={(event) => setUpdates(event.currentTarget.checked)}
          />
        )}
        <Switch label={t('appSchedules.cached')} checked={usesCachedSql} onChange={(event) => setUsesCachedSql(event.currentTarget.checked)} />
        <Fieldset legend={t('appSchedules.tell')}>
          <NoticeFields app={app} notices={notices} onChange={setNotices} />
        </Fieldset>
      </DialogForm>
    </Modal>
  )
}

type InputsProps = {
  fields: readonly AppInput[]
  values: InputValues
  given: InputValues
  onChange: (name: string, value: InputValues[string]) => void
  onFollow: (name: string) => void
}

/** Values of inputs. What a result offers, and files, are given in the app itself. */
function GivenInputs({ fields, values, given, onChange, onFollow }: InputsProps) {
  const { t } = useTranslation()
  const free = fields.filter(isFree)
  return (
    <>
      {free.map(({ name, label, definition }) => (
        <Fragment key={name}>
          <InputControl
            label={label}
            input={definition}
            hint={defaultSourceOf(definition) === undefined || Object.hasOwn(given, name) ? null : t('appRuns.defaultFound')}
            value={values[name] ?? null}
            offered={null}
            onChange={(value) => onChange(name, value)}
            onFile={nobodySends}
          />
          {defaultSourceOf(definition) !== undefined && Object.hasOwn(given, name) && <FollowDefault onFollow={() => onFollow(name)} />}
        </Fragment>
      ))}
      {free.length < fields.length && (
        <Text size="xs" c="dimmed">
          {t('appRuns.givenInApp', {
            names: fields
              .filter((field) => !isFree(field))
              .map(({ label }) => label)
              .join(', '),
          })}
        </Text>
      )}
    </>
  )
}

const isFree = ({ definition }: AppInput): boolean => definition.type !== 'file' && !('options' in definition && 'of' in definition.options)

/** There is no control of a file here. */
const nobodySends = (): Promise<never> => Promise.reject(new Error('files are given in the app'))
