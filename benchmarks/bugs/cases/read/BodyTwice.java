// OkHttp: a body that is logged and then read
package read;

import java.io.IOException;
import okhttp3.Response;

class BodyTwice {
    String breach(Response response) throws IOException {
        System.out.println(response.body().string());
        return response.body().string(); // breach
    }

    String mended(Response response) throws IOException {
        String text = response.body().string();
        System.out.println(text);
        return text;
    }
}
