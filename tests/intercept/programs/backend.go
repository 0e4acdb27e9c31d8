// A back end in Go: it names the platform's host in its source.
package main

import (
	"fmt"
	"io"
	"net/http"
)

func main() {
	request, _ := http.NewRequest("GET", "https://api-MyApp.sendbird.com/v3/users", nil)
	request.Header.Set("Api-Token", "mine")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		panic(err)
	}
	body, _ := io.ReadAll(answer.Body)
	fmt.Println(string(body))
}
