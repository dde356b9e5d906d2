// HttpClient: an entity that is consumed and then read
package read;

import java.io.IOException;
import org.apache.http.HttpEntity;
import org.apache.http.util.EntityUtils;

class EntityTwice {
    String breach(HttpEntity entity) throws IOException {
        EntityUtils.consume(entity);
        return EntityUtils.toString(entity); // breach
    }

    String mended(HttpEntity entity) throws IOException {
        String text = EntityUtils.toString(entity);
        EntityUtils.consume(entity);
        return text;
    }
}
