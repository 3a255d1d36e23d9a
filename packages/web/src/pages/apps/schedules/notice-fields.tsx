import { Button, Card, Group, MultiSelect, Select, Stack } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { noticePictures, noticeTypes, type GivenNotice } from '../../../api/app-runs.ts'
import type { App } from '../../../api/apps.ts'
import { groupsQuery } from '../../../api/groups.ts'
import { addressOf, membersQuery, nameOf } from '../../../api/members.ts'
import { healthQuery } from '../../../api/session.ts'
import { RemoveButton } from '../../../components/remove-button.tsx'
import { SlackField } from './slack-field.tsx'

type Props = { app: App; notices: readonly GivenNotice[]; onChange: (notices: GivenNotice[]) => void }

/** Who is told of runs, and of which. */
export function NoticeFields({ app, notices, onChange }: Props) {
  const { t } = useTranslation()
  return (
    <Stack gap="xs">
      {notices.map((notice, place) => (
        <NoticeField
          // They have no other name than their place.
          key={place}
          app={app}
          notice={notice}
          onChange={(changed) => onChange(notices.with(place, changed))}
          onRemove={() => onChange(notices.toSpliced(place, 1))}
        />
      ))}
      <Group>
        <Button
          size="xs"
          variant="subtle"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => onChange([...notices, { type: 'failure', userUuids: [], groupUuids: [], slackChannelIds: [] }])}
        >
          {t('appSchedules.addNotice')}
        </Button>
      </Group>
    </Stack>
  )
}

type FieldProps = { app: App; notice: GivenNotice; onChange: (notice: GivenNotice) => void; onRemove: () => void }

function NoticeField({ app, notice, onChange, onRemove }: FieldProps) {
  const { t } = useTranslation()
  // Nobody else can be written to.
  const people = (useQuery(membersQuery).data ?? []).filter((member) => member.isActive && addressOf(member) !== null)
  const groups = useQuery(groupsQuery).data ?? []
  const isWithoutMail = useQuery(healthQuery).data?.hasEmailClient === false
  const mayTellGroups = app.abilities.includes('app.update')
  return (
    <Card withBorder padding="sm">
      <Stack gap="xs">
        <Group justify="space-between" wrap="nowrap" align="flex-end">
          <Select
            label={t('appSchedules.tellWhen')}
            data={noticeTypes.map((value) => ({ value, label: t(`appSchedules.notice.${value}`) }))}
            value={notice.type}
            allowDeselect={false}
            onChange={(picked) => onChange({ ...notice, type: noticeTypes.find((type) => type === picked) ?? 'failure' })}
          />
          <RemoveButton label={t('appSchedules.removeNotice')} onClick={onRemove} />
        </Group>
        <MultiSelect
          label={t('appSchedules.people')}
          description={t('appSchedules.peopleHint')}
          {...(isWithoutMail && notice.userUuids.length + notice.groupUuids.length > 0 ? { error: t('appSchedules.noMail') } : {})}
          data={withMissing(
            people.map((person) => ({ value: person.userUuid, label: nameOf(person) })),
            notice.userUuids,
            t('appSchedules.cannotBeTold'),
          )}
          value={notice.userUuids}
          searchable
          limit={100}
          onChange={(userUuids) => onChange({ ...notice, userUuids })}
        />
        {((mayTellGroups && groups.length > 0) || notice.groupUuids.length > 0) && (
          <MultiSelect
            label={t('appSchedules.groups')}
            data={withMissing(
              groups.map(({ uuid, name }) => ({ value: uuid, label: name })),
              notice.groupUuids,
              t('appSchedules.groupGone'),
            )}
            value={notice.groupUuids}
            searchable
            limit={100}
            onChange={(groupUuids) => onChange({ ...notice, groupUuids })}
          />
        )}
        {notice.type !== 'failure' && (
          <Select
            label={t('appSchedules.picture')}
            description={t('appSchedules.pictureHint')}
            data={noticePictures.map((value) => ({ value, label: t(`appSchedules.pictureAs.${value}`) }))}
            value={notice.picture ?? null}
            placeholder={t('appSchedules.noPicture')}
            clearable
            onChange={(picked) => onChange(withPicture(notice, picked))}
          />
        )}
        <SlackField channelIds={notice.slackChannelIds} onChange={(slackChannelIds) => onChange({ ...notice, slackChannelIds })} />
      </Stack>
    </Card>
  )
}

function withPicture({ picture: _before, ...notice }: GivenNotice, picked: string | null): GivenNotice {
  const picture = noticePictures.find((one) => one === picked)
  return picture === undefined ? notice : { ...notice, picture }
}

/** What may be chosen, with what is chosen and may not be any more: it can be taken away. */
const withMissing = (offered: readonly { value: string; label: string }[], chosen: readonly string[], label: string) => [
  ...offered,
  ...chosen.filter((id) => !offered.some(({ value }) => value === id)).map((value) => ({ value, label })),
]
