{{ promoted(
    'ple',
    'message_key_reference',
    {'active': 'coalesce(active, true)', 'send_delay_hours': 'coalesce(send_delay_hours, 0)'}
) }}
