# A back end in Ruby: it names the platform's host in its source.
require 'net/http'

address = URI('https://api-MyApp.sendbird.com/v3/users')
answer = Net::HTTP.get_response(address, { 'Api-Token' => 'mine' })
puts answer.body
