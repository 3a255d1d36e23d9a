import { Badge, Tooltip } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** Says that an identity provider looks after this, and that it has the last word. */
export function ScimMark({ of }: { of: 'managedPerson' | 'managedGroup' }) {
  const { t } = useTranslation()
  return (
    <Tooltip label={t(`scim.${of}`)} multiline w={280} events={{ hover: true, focus: true, touch: true }}>
      <Badge size="sm" variant="light" color="grape" tabIndex={0}>
        {t('scim.managed')}
      </Badge>
    </Tooltip>
  )
}
