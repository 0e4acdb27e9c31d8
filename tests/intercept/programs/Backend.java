import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** A back end in Java that names the host, by both clients of Java's own library. */
public class Backend {
    public static void main(String[] arguments) throws Exception {
        String url = "https://api-mine.sendbird.com/v3/users";
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).header("Api-Token", "a-token-of-mine").build();
        System.out.println(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body());
        URLConnection connection = new URL(url).openConnection();
        connection.setRequestProperty("Api-Token", "a-token-of-mine");
        try (InputStream answer = connection.getInputStream()) {
            System.out.println(new String(answer.readAllBytes()));
        }
    }
}
