{{ set_aside('contracts', 'chat_messages') }}
