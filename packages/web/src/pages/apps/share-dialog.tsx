import { writeUrlInputs } from '@atrium/documents'
import { Alert, Button, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core'
import { IconCopy, IconLock } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppView } from '../../api/app-views.ts'
import type { PublishedApp } from '../../api/apps.ts'
import { copyText } from '../../components/copy-text.ts'
import { toastDone } from '../../components/toast.ts'
import { paths } from '../../shell/paths.ts'
import { lastingValues, type CountingInputs } from './app-inputs.ts'
import { StartLive } from './live/start-live.tsx'

type Props = {
  projectUuid: string
  published: PublishedApp
  /** Values as they are now. */ counting: CountingInputs
  /** The one that is shown. */ view: AppView | null
  onClose: () => void
}

const kinds = ['published', 'inputs', 'view', 'live'] as const
type LinkKind = (typeof kinds)[number]

/** Addresses of an app: as it is for everybody, or with the values that its inputs have now. */
export function ShareDialog({ projectUuid, published, counting, view, onClose }: Props) {
  const { t } = useTranslation()
  const { app, cells, title } = published
  const { inputs } = counting
  const fields = useMemo(() => cells.flatMap(({ input }) => (input === undefined ? [] : [input])), [cells])
  const [kind, setKind] = useState<LinkKind>('published')
  const page = `${window.location.origin}${paths.app(projectUuid, app.uuid)}`
  const values = writeUrlInputs(fields, lastingValues(counting))
  const links: Record<Exclude<LinkKind, 'live'>, string> = {
    published: page,
    inputs: values === '' ? page : `${page}?${values}`,
    view: view === null ? page : `${page}?${new URLSearchParams({ view: view.uuid }).toString()}`,
  }
  const link = kind === 'live' ? page : links[kind]
  const hasFile = fields.some(({ name, definition }) => definition.type === 'file' && (inputs[name] ?? null) !== null)
  const copy = async (): Promise<void> => {
    if (await copyText(link)) toastDone(t('apps.linkCopied'))
  }
  return (
    <Modal opened onClose={onClose} title={t('apps.shareOf', { name: title })} size="lg">
      <Stack gap="md">
        <Radio.Group label={t('apps.whichLink')} value={kind} onChange={(value) => setKind(value)}>
          <Stack gap="xs" mt="xs">
            {kinds.map((value) => (
              <Radio
                key={value}
                value={value}
                label={value === 'view' && view !== null ? t('apps.linkOfView', { name: view.name }) : t(`apps.links.${value}`)}
                description={t(value === 'view' && view !== null && !view.isShared ? 'apps.viewIsYours' : `apps.linkHints.${value}`)}
                disabled={(value === 'inputs' && fields.length === 0) || (value === 'view' && view === null)}
              />
            ))}
          </Stack>
        </Radio.Group>
        {kind === 'live' ? (
          <StartLive projectUuid={projectUuid} published={published} inputs={inputs} onStarted={onClose} />
        ) : (
          <Group gap="xs" align="flex-end" wrap="nowrap">
            <TextInput readOnly label={t('apps.link')} value={link} onFocus={(event) => event.currentTarget.select()} style={{ flex: 1, minWidth: 0 }} />
            <Button leftSection={<IconCopy size={15} />} onClick={() => void copy()} data-autofocus>
              {t('apps.copyLink')}
            </Button>
          </Group>
        )}
        {kind === 'inputs' && hasFile && <Text size="sm">{t('apps.filesLeftOut')}</Text>}
        <Alert variant="light" color="gray" icon={<IconLock size={18} />}>
          {t('apps.linkAccess', { space: app.space.name })}
        </Alert>
      </Stack>
    </Modal>
  )
}
